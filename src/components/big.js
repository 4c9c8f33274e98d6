(function(){var b=document.getElementById('big');try{b.checked=localStorage.big==='1'}catch(e){}b.addEventListener('change',function(){try{localStorage.big=b.checked?'1':'0'}catch(e){}})})()
